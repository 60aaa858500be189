/** Every combination of choices that can be, each asked for once. */
import { firstChoices, isPossible, type Choices } from '../../../src/features/firewall/choices.ts';
import { MACHINES, METRICS, type Spec } from '../../../src/features/firewall/model.ts';

/**
 * Every combination of cluster, place of etcd, network, encryption, machine, where metrics go and what is recommended,
 * each with some sets of options.
 * @param optionSets which sets of the options that can be had
 */
export function* combinations(
  spec: Spec,
  optionSets: (options: readonly string[]) => Iterable<readonly string[]>,
): Generator<Choices> {
  for (const cluster of spec.clusters) {
    const first = firstChoices(spec, cluster.id);
    for (const etcd of cluster.etcd) {
      for (const { id: network, encryption: ways } of spec.networks) {
        const possible = spec.options.filter((option) => isPossible(option, { ...first, network }));
        for (const encryption of ways) {
          for (const machine of MACHINES) {
            if (machine === 'etcd' && etcd !== 'external') continue;
            for (const metrics of METRICS) {
              for (const recommended of [true, false]) {
                for (const options of optionSets(possible.map(({ id }) => id))) {
                  yield { ...first, etcd, network, encryption, machine, metrics, recommended, options };
                }
              }
            }
          }
        }
      }
    }
  }
}

/** No option, and all together. */
export const noneOrAll = (options: readonly string[]): (readonly string[])[] => [[], options];

/** Every set of options. */
export function* allSets(options: readonly string[]): Generator<readonly string[]> {
  for (let bits = 0; bits < 2 ** options.length; bits += 1) {
    yield options.filter((_, at) => bits & (1 << at));
  }
}
