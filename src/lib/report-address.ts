/** What a report of an error is about. */
interface ErrorReport {
  /** Address of the repository. */
  repository: string;
  /** File of the issue form in the reader's language, in `.github/ISSUE_TEMPLATE`. */
  form: string;
  /** Absolute address of the page, or of the place on it. */
  page: string;
  /** Id of the fact, its dataset and its record, and the version of Kubernetes for which it was checked. */
  fact?: { id: string; version: string };
}

/**
 * Address of an issue form that is filled in: id and version in the title, the place in the field `address`. What the fact
 * says goes into the field `says` when its sources are opened (`src/browser/report.ts`): a text written twice would weigh
 * on every page.
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query
 */
export function reportAddress({ repository, form, page, fact }: ErrorReport): string {
  const query = new URLSearchParams({ template: form });
  if (fact) query.set('title', `${fact.id} (v${fact.version})`);
  query.set('address', page);
  return `${repository}/issues/new?${query}`;
}
