/** What a model card says of where the model ends. */
export interface Card {
  readonly path: string;
  /** The paragraphs before the first heading: what it is for. */
  readonly intended: readonly string[];
  readonly limits: readonly string[];
}

/** The cards of the models in this repository, each a file of its own that is fetched when it is asked for. */
const cards = import.meta.glob<string>('../../../inference-container/models/*/README.md', { query: '?raw', import: 'default' });

/** Null for a model whose card is not here. */
export async function limitsOf(name: string): Promise<Card | null> {
  const path = `inference-container/models/${name}/README.md`;
  const load = cards[`../../../${path}`];
  return load ? { path, ...read(await load()) } : null;
}

/** Plain words of a card: text reaches the page as text. */
export function read(markdown: string): Pick<Card, 'intended' | 'limits'> {
  const [intended = '', ...sections] = markdown.split(/^## /m);
  const limits = sections.find((section) => /^known limits/i.test(section)) ?? '';
  return { intended: blocksOf(intended.replace(/^# .*$/m, '')).slice(0, 2), limits: blocksOf(limits.split('\n').slice(1).join('\n')) };
}

function blocksOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n|\n(?=- )/)
    .map((block) => plain(block.replace(/^- /, '').replace(/\s+/g, ' ').trim()))
    .filter((block) => block !== '' && !block.startsWith('|'));
}

function plain(text: string): string {
  return text
    .replace(/(^|\s)> /g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '');
}
