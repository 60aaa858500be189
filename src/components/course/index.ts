/** The tools for courses: `import { CourseKit } from '@components/course';` */
export { default as CourseKit } from './CourseKit.astro';
export { default as CourseTree } from './CourseTree.astro';
export { default as LinkChecker } from './LinkChecker.astro';
