const redrawMilliseconds = 120;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** One line for each step: a mark, its name, its seconds. On a terminal a last line shows what is under way. */
export class Progress {
  /** @param {NodeJS.WriteStream} stream */
  constructor(stream) {
    this.stream = stream;
    /** @type {Map<string, number>} start of each running step */
    this.running = new Map();
    this.frame = 0;
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined;
  }

  /**
   * Runs one step and writes its line; `note` may add what was done.
   * @template Result
   * @param {string} name
   * @param {(note: (text: string) => void) => Promise<Result> | Result} work
   * @returns {Promise<Result>}
   */
  async step(name, work) {
    const started = performance.now();
    let note = '';
    this.running.set(name, started);
    this.redraw();
    let mark = '✗';
    try {
      const result = await work((text) => {
        note = text;
      });
      mark = '✓';
      return result;
    } finally {
      this.running.delete(name);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      this.line(`${mark} ${name.padEnd(12)} ${seconds.padStart(5)} s${note && `  ${note}`}`);
    }
  }

  /** Names of the steps under way. */
  names() {
    return [...this.running.keys()];
  }

  /** Writes a line above the one that shows what is under way. @param {string} text */
  line(text) {
    this.erase();
    this.stream.write(`${text}\n`);
    this.redraw();
  }

  /** Ends the live line. */
  close() {
    this.running.clear();
    this.redraw();
  }

  erase() {
    if (this.stream.isTTY) this.stream.write('\r\u001b[2K');
  }

  redraw() {
    if (!this.stream.isTTY) return;
    this.erase();
    if (this.running.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      return;
    }
    this.timer ??= setInterval(() => this.redraw(), redrawMilliseconds).unref();
    this.frame += 1;
    const names = [...this.running].map(
      ([name, started]) => `${name} ${Math.round((performance.now() - started) / 1000)} s`,
    );
    this.stream.write(`${frames[this.frame % frames.length]} ${names.join(' · ')}`);
  }
}
