/** What a program was asked for; an option that it has not ends it with one line instead of a stack, and with 2: nothing was looked at. */
export function commandLine<Options>(read: () => Options): Options {
  try {
    return read();
  } catch (error) {
    const [what = ''] = (error as Error).message.split('. ');
    console.error(`${what}. The head of ${process.argv[1] ?? 'the program'} says what it takes.`);
    return process.exit(2);
  }
}
