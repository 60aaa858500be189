/** The reference tables: `import { PortsReference } from '@components/reference';` */
export { default as ComponentsReference } from './ComponentsReference.astro';
export { default as Corrections } from './Corrections.astro';
export { default as DataFiles } from './DataFiles.astro';
export { default as Glossary } from './Glossary.astro';
export { default as PortsReference } from './PortsReference.astro';
export { default as SameNumber } from './SameNumber.astro';
export { default as Timeline } from './Timeline.astro';
