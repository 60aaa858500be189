import type { APIRoute } from 'astro';
import { allDatasets, dataFile } from '../../../features/datasets/datasets.ts';

export const getStaticPaths = () => allDatasets().map(({ id }) => ({ params: { dataset: id } }));

export const GET: APIRoute = ({ params }) =>
  new Response(dataFile(params['dataset'] ?? '', 'schema.json'), {
    headers: { 'content-type': 'application/schema+json' },
  });
