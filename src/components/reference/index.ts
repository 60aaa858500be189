/** The reference tables: `import { PortsReference } from '@components/reference';` */
export { default as ComponentsReference } from './ComponentsReference.astro';
export { default as DataFiles } from './DataFiles.astro';
export { default as PortsReference } from './PortsReference.astro';
export { default as SameNumber } from './SameNumber.astro';
