/**
 * What writers may use in a page: `import { Port, Term } from '#components/content/index.ts';`. Drawings are imported by their own
 * file, `import Diagram from '#features/diagrams/Diagram.astro';`: their styles come with the pages that have one.
 */
export { default as ComponentFacts } from './ComponentFacts.astro';
export { default as ComponentPorts } from './ComponentPorts.astro';
export { default as ComponentRelations } from './ComponentRelations.astro';
export { default as Day } from './Day.astro';
export { default as ExtensionChoice } from './ExtensionChoice.astro';
export { default as ExtensionFacts } from './ExtensionFacts.astro';
export { default as ExtensionPoint } from './ExtensionPoint.astro';
export { default as Flow } from './Flow.astro';
export { default as ImplementationTable } from './ImplementationTable.astro';
export { default as InterfaceFacts } from './InterfaceFacts.astro';
export { default as InterfaceField } from './InterfaceField.astro';
export { default as InterfaceHistory } from './InterfaceHistory.astro';
export { default as InterfaceImplementations } from './InterfaceImplementations.astro';
export { default as InterfaceKeps } from './InterfaceKeps.astro';
export { default as InterfaceOperations } from './InterfaceOperations.astro';
export { default as InterfaceTools } from './InterfaceTools.astro';
export { default as Port } from './Port.astro';
export { default as PortTable } from './PortTable.astro';
export { default as Socket } from './Socket.astro';
export { default as SocketTable } from './SocketTable.astro';
export { default as Sources } from './Sources.astro';
export { default as Term } from './Term.astro';
