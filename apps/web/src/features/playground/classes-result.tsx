import { CosineBar } from './cosine-bar.tsx';

/** A smaller lead over the next class is a guess. */
const LEAD_MIN = 0.03;

/** Each text with the class that fits best. */
export function ClassesResult({ texts, labels, chosen }: ClassesResultProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard.
    <section className="relative overflow-x-auto" aria-label="Classes of the texts" tabIndex={0}>
      <table className="w-full min-w-96 text-14">
        <thead>
          <tr className="text-left text-13 text-ink-muted">
            <th className="pr-3 pb-2 font-medium">Text</th>
            <th className="pr-3 pb-2 font-medium">Class</th>
            <th className="w-32 pb-2 font-medium">Cosine</th>
          </tr>
        </thead>
        <tbody>
          {texts.map((text, index) => {
            const choice = chosen[index];
            return choice ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same text may stand twice, and rows never move.
              <tr key={index} className="border-t align-top">
                <td className="py-2 pr-3 break-words">{text}</td>
                <td className="py-2 pr-3">
                  {labels[choice.label]}
                  {choice.lead < LEAD_MIN && labels.length > 1 ? (
                    <span className="block text-13 text-warn-ink">close to the next class</span>
                  ) : null}
                </td>
                <td className="py-2.5">
                  <CosineBar cosine={choice.cosine} />
                </td>
              </tr>
            ) : null;
          })}
        </tbody>
      </table>
    </section>
  );
}

interface ClassesResultProps {
  texts: string[];
  labels: string[];
  chosen: { label: number; cosine: number; lead: number }[];
}
