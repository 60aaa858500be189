/** The tools for courses: `import { CourseKit } from '#features/course-list/index.ts';` */
export { default as CourseKit } from './CourseList.astro';
export { default as CourseTree } from './CourseTree.astro';
export { default as LinkChecker } from './LinkChecker.astro';
