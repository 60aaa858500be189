/** Asks the rules of a form about packets, and compares with what the store says. */
import type { Choices } from '../../../src/features/firewall/choices.ts';
import type { FormId, Spec } from '../../../src/features/firewall/model.ts';
import { addressesOf, nodePortUsers, openFlows, questions, wanted } from './oracle.ts';
import {
  asker,
  type Chains,
  fileOfPlaybook,
  readAws,
  readFirewalld,
  readGoogle,
  readIptables,
  readNftables,
  readTalos,
  readUfw,
} from './readers.ts';

type ByFamily = Readonly<Record<4 | 6, Chains>>;
const both =
  (read: (text: string) => Chains) =>
  (text: string): ByFamily => {
    const chains = read(text);
    return { 4: chains, 6: chains };
  };

/** How the rules of each form are read back; plain tables have none. */
export const READ: Partial<Record<FormId, (text: string) => ByFamily>> = {
  nftables: both(readNftables),
  iptables: readIptables,
  ufw: both(readUfw),
  firewalld: both(readFirewalld),
  talos: both(readTalos),
  'terraform-aws': both(readAws),
  'terraform-google': both(readGoogle),
  'ansible-nftables': both((text) => readNftables(fileOfPlaybook(text))),
  'ansible-ufw': both((text) => readUfw(fileOfPlaybook(text))),
  'ansible-firewalld': both((text) => readFirewalld(fileOfPlaybook(text))),
};

/**
 * Packets that the rules of a form answer otherwise than the store does.
 * @param text the rules
 * @param closed a family of which nobody has an address, so that only ICMP may get through
 */
export function wrongAnswers(spec: Spec, choices: Choices, text: string, closed?: 4 | 6): string[] {
  const names = (mask: number, all: readonly string[]): string => all.filter((_, at) => mask & (1 << at)).join(' ');
  const read = READ[choices.form];
  if (!read) throw new Error(`No reader for ${choices.form}.`);
  const { addresses: _, ...named } = choices;
  const open = openFlows(spec, choices);
  const asked = questions(spec, choices, open);
  const chains = read(text);
  const wrong: string[] = [];
  for (const family of [4, 6] as const) {
    const addresses = addressesOf(choices, family);
    for (const [protocol, ports] of asked) {
      const [should, does] = [wanted(open, choices, protocol), asker(chains[family], family, protocol, addresses)];
      for (const port of ports) {
        const right = family === closed && protocol !== 'icmp' ? 0 : should(port);
        const real = does(port);
        if (right === real || (family === closed && protocol === 'icmp')) continue;
        wrong.push(
          `${protocol} ${port}: ${names(right, addresses)} should pass, ${names(real, addresses)} do: ${JSON.stringify(named)}`,
        );
      }
    }
    // A NodePort is translated before the second chain: what the first lets through arrives.
    const [first, ...more] = chains[family];
    if (first && more.length > 0) {
      const users = family === closed ? 0 : nodePortUsers(open);
      const nodePort = asker([first], family, 'tcp', addresses);
      for (const [port, should] of [
        [30000, users],
        [32767, users],
        [32768, 255],
      ] as const) {
        if (nodePort(port) !== should) wrong.push(`NodePort ${port} of ${JSON.stringify(named)}`);
      }
    }
  }
  return wrong;
}
