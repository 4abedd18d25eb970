export const TOOLS = ['compare', 'search', 'map', 'duplicates', 'classes'] as const;
export type Tool = (typeof TOOLS)[number];

export interface ToolText {
  label: string;
  /** What it answers, in one sentence. */
  about: string;
  /** What the lines of text are called. */
  lines: string;
  min: number;
  max: number;
  /** What to begin with, so that a click shows something true. */
  sample: string;
  /** A second field beside the texts. */
  second?: { label: string; hint: string; sample: string; isList: boolean };
}

/** What the playground can do, as its tabs and fields say it. */
export const TOOL_TEXT: Record<Tool, ToolText> = {
  compare: {
    label: 'Compare',
    about: 'How near 2 to 12 texts are in meaning, whatever their language.',
    lines: 'Texts',
    min: 2,
    max: 12,
    sample: [
      'The invoice is due on Friday.',
      'La factura vence el viernes.',
      '請求書の期限は金曜日です。',
      'Who painted this picture?',
      'Wer hat dieses Bild gemalt?',
      'My dog is afraid of thunder.',
    ].join('\n'),
  },
  search: {
    label: 'Search',
    about: 'Documents by their nearness to a question.',
    lines: 'Documents',
    min: 1,
    max: 500,
    sample: [
      'Reset a forgotten password from the sign-in page; the link is valid for 30 minutes.',
      'Refunds reach your card within five working days.',
      'Two-factor codes come from an authenticator app or from your printed recovery codes.',
      'We ship to all countries of the European Union.',
      'An invitation to a team ends after seven days.',
      'Batteries may not be sent by air.',
    ].join('\n'),
    second: { label: 'Question', hint: 'Embedded as a query.', sample: 'how long does a refund take?', isList: false },
  },
  map: {
    label: 'Map and clusters',
    about: 'Up to 500 texts as points: near in meaning, near on the map, coloured by cluster.',
    lines: 'Texts',
    min: 5,
    max: 500,
    sample: [
      'The train to Berlin is late.',
      'A bus ticket to the airport, please.',
      'When does the next train leave?',
      'The ferry and the bus leave at noon.',
      'The train station is near the airport.',
      'The invoice is due on Friday.',
      'Please pay the invoice by bank transfer.',
      'The bank charged my card twice.',
      'Payment of the invoice is late.',
      'How do I pay with a credit card?',
      'My dog is afraid of thunder.',
      'The cat sleeps on the sofa.',
      'Our dog and our cat are friends.',
      'The dog barks at every cat.',
      'A cat needs less room than a dog.',
      'Fresh bread, butter and cheese.',
      'This soup needs more salt.',
      'A recipe for apple pie with butter.',
      'Cheese and bread for breakfast.',
      'Cook the soup with butter and salt.',
    ].join('\n'),
  },
  duplicates: {
    label: 'Near-duplicates',
    about: 'Texts that say the same, in groups, from a nearness that you choose.',
    lines: 'Texts',
    min: 2,
    max: 500,
    sample: [
      'How do I reset my password?',
      'how can i reset my password',
      'I forgot my password, what now?',
      'Where is my order?',
      'Where’s my order',
      'Cancel my subscription, please.',
      'Do you ship to Norway?',
    ].join('\n'),
  },
  classes: {
    label: 'Classes',
    about: 'The class that fits each text best, from its name alone and without training.',
    lines: 'Texts',
    min: 1,
    max: 500,
    sample: [
      'My card was charged twice this month.',
      'The app closes when I open the camera.',
      'Can I have a second person on my account?',
      'I want my money back.',
      'The page stays white after the update.',
    ].join('\n'),
    second: {
      label: 'Classes',
      hint: 'One a line; a few words tell more than one.',
      sample: [
        'payment: card, money, refund',
        'fault: the app or the page does not work',
        'account: users, persons, access',
      ].join('\n'),
      isList: true,
    },
  },
};

/** Lines that hold text, as they are embedded. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
