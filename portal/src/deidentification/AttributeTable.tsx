import { useState } from 'preact/hooks';
import type { AttributeCount } from '../api/contract';
import { actionWords, attributeWords, fateOf, fateWords, optionWords, reasonWords, type Fate } from './words';

const order: readonly Fate[] = ['gone', 'changed', 'kept', 'walked'];

/** Every attribute, with what became of it and why; filtered by a word and by what became of it. */
export function AttributeTable({ attributes }: { readonly attributes: readonly AttributeCount[] }) {
  const [fate, setFate] = useState<Fate | null>(null);
  const [sought, setSought] = useState('');
  const word = sought.trim().toLowerCase();
  const rows = attributes.filter((row) => (fate === null || fateOf(row) === fate) && `${attributeWords(row)} ${row.keyword} ${row.tag}`.toLowerCase().includes(word));
  return (
    <section class="attributes">
      <div class="filters" role="group" aria-label="Show">
        <button type="button" aria-pressed={fate === null} onClick={() => setFate(null)}>All</button>
        {order.map((each) => (
          <button key={each} type="button" aria-pressed={fate === each} onClick={() => setFate(fate === each ? null : each)}>{capital(fateWords[each])}</button>
        ))}
        <input type="search" aria-label="Attribute" placeholder="Attribute or tag" value={sought} onInput={(event) => setSought(event.currentTarget.value)} />
        <span class="muted numeric">{rows.length} of {attributes.length} rows</span>
      </div>
      <table>
        <thead>
          <tr><th scope="col">Attribute</th><th scope="col">What was done</th><th scope="col">Why</th><th scope="col" class="count">Times</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.tag} ${row.action} ${row.reason} ${row.option ?? ''}`}>
              <td>{attributeWords(row)} {row.tag.startsWith('(') && <span class="code">{row.tag}</span>}</td>
              <td class={`fate-${fateOf(row)}`}>{actionWords(row.action)}</td>
              <td>{reasonWords(row.reason)}{row.option && <span class="muted">, {optionWords(row.option).toLowerCase()}</span>}</td>
              <td class="count numeric">{row.count.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
