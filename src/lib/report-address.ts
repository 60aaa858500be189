/** What a report of a wrong fact is about. */
export interface FactReport {
  /** Address of the repository. */
  repository: string;
  /** File of the issue form in the reader's language, in `.github/ISSUE_TEMPLATE`. */
  form: string;
  /** Id of the fact: its dataset and its record, as `ports.kubelet-10250`. */
  fact: string;
  /** The version of Kubernetes for which the fact was checked. */
  version: string;
  /** Absolute address of the place on the page. */
  page: string;
}

/**
 * Address of an issue form that is filled in: id and version in the title, the place in the field `address`. What the
 * fact says goes into the field `says` when the link is pressed (`src/browser/report-fact.ts`): a text written twice
 * would weigh on every page.
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query
 */
export function reportAddress({ repository, form, fact, version, page }: FactReport): string {
  const query = new URLSearchParams({ template: form, title: `${fact} (v${version})`, address: page });
  return `${repository}/issues/new?${query}`;
}
