/** The comparisons: `import { Comparison } from '@components/comparison';` */
export { default as Comparison } from './Comparison.astro';
export { default as ComparisonSources } from './ComparisonSources.astro';
export { default as Implementations } from './Implementations.astro';
