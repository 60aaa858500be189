import { z } from 'zod';
import { type DeepReadonly, fileMeta, filled, kebabId, sources } from './common.ts';

/** What a program is called where ss, ps and lsof show it, and whose ports it opens. */
const processSchema = z.strictObject({
  /** The name as the kernel has it, which tools may cut short; or that of a Service. */
  name: filled,
  /** Ids of components whose ports it opens: several where one program holds many. */
  components: z.array(kebabId).min(1),
  sources,
});

/** The file of programs. */
export const processesFile = z.strictObject({ meta: fileMeta, processes: z.array(processSchema).min(1) });

/** What a program is called, and whose ports it opens. */
export type Process = DeepReadonly<z.infer<typeof processSchema>>;
