import { fetchJson } from '../../browser/fetch-text.ts';
import type { ItemFile } from './item.ts';

/**
 * The questions, or the cards. What has another form, as before or after a deployment, is no file without questions.
 * @throws Error when they cannot be had
 */
export async function fetchItems(address: string): Promise<ItemFile> {
  const file = await fetchJson<Partial<ItemFile> | null>(address);
  const { topics, items } = file ?? {};
  if (!Array.isArray(topics) || !items?.[0]?.id) throw new Error(`${address} holds no questions.`);
  return { topics, items };
}
