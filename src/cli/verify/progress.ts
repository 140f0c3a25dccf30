/** Says how far a verification is, while it runs. */
export interface Progress {
  tell(begun: number, all: number | undefined): void;
  /** Makes room for what comes next. */
  end(): void;
}

/** How often a stream that is no terminal is told. */
const step = 50;

/** On a terminal one line that changes; elsewhere a line now and then. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  let shown = false;
  const text = (begun: number, all: number | undefined): string =>
    `verifying ${begun}${all === undefined ? '' : ` of ${all}`} …`;
  return {
    tell(begun, all) {
      if (stream.isTTY) stream.write(`\r${text(begun, all)}`);
      else if (begun % step === 1) stream.write(`${text(begun, all)}\n`);
      shown = true;
    },
    end() {
      if (shown && stream.isTTY) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
