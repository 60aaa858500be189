/** What the environment may say, checked before anything is done with it, all at once. */

/** A wrong value: what it is called, what it says, and what it should look like. */
interface EnvironmentProblem {
  name: string;
  value: string;
  expected: string;
}

/** What a variable may say; returns what it should look like when it says something else. */
type Check = (value: string) => string | undefined;

const isOrigin: Check = (value) => {
  const expected =
    'the origin of the site and nothing more, as https://example.org; what follows it goes into BASE_PATH';
  try {
    // As pages write it: a letter of another script, a capital or a blank would stand in some of their addresses only.
    const { origin, protocol } = new URL(value);
    if (!/^https?:$/.test(protocol)) return expected;
    return value.replace(/\/+$/, '') === origin ? undefined : expected.replace('https://example.org', origin);
  } catch {
    return expected;
  }
};

const CHECKS: Readonly<Record<string, Check>> = {
  SITE_URL: isOrigin,
  BASE_PATH: (value) => {
    // Git Bash takes an argument that begins with a slash for a file, and writes its own folder in front.
    if (/^[a-z]:[\\/]/i.test(value))
      return 'a path such as /repo. Git Bash has put a folder of Windows in front: write BASE_PATH=repo, without the slash';
    return /^\/*(?:[\w.~-]+(?:\/[\w.~-]+)*)?\/*$/.test(value.trim()) && !/(?:^|\/)\.\.?(?:\/|$)/.test(value.trim())
      ? undefined
      : 'a path of letters, digits and "-._~", as /repo, or nothing for the root';
  },
  PORT: (value) => (/^\d{1,5}$/.test(value) && Number(value) < 65_536 ? undefined : 'a number from 0 to 65535'),
  BROWSER: (value) => (/^(chromium|firefox|webkit)$/.test(value) ? undefined : 'chromium, firefox or webkit'),
  // Twelve digits are the year 33658: what is longer is milliseconds, and no day at all.
  SOURCE_DATE_EPOCH: (value) => (/^\d{1,12}$/.test(value) ? undefined : 'the seconds since 1970, as 1795824000'),
  GITHUB_REPOSITORY: (value) => (/^[\w.-]+\/[\w.-]+$/.test(value) ? undefined : 'owner/name'),
  GITHUB_SERVER_URL: isOrigin,
};

/** What is wrong with an environment; empty counts as unset. */
export function environmentProblems(environment: Readonly<Record<string, string | undefined>>): EnvironmentProblem[] {
  return Object.entries(CHECKS).flatMap(([name, check]) => {
    const value = environment[name] ?? '';
    const expected = value === '' ? undefined : check(value);
    return expected === undefined ? [] : [{ name, value, expected }];
  });
}

/** The same as lines for a person; undefined when nothing is wrong. */
export function environmentReport(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const lines = environmentProblems(environment).map(
    ({ name, value, expected }) => `  ${name} is ${JSON.stringify(value)}. It should be ${expected}.`,
  );
  return lines.length === 0 ? undefined : ['The environment says what nothing can be done with:', ...lines].join('\n');
}
