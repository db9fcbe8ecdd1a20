// A picture with its title, what it is counted from, and the same numbers as a table.

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Columns } from "../frame/columns.tsx";

export interface Rows {
  head: readonly string[];
  body: readonly (readonly (string | number)[])[];
}

interface FigureProps {
  title: string;
  /** Window, iteration and n. */
  says: string;
  /** The picture in words, for those who do not see it. */
  alternative: string;
  table: Rows;
  children: ComponentChildren;
}

export function Figure({ title, says, alternative, table, children }: FigureProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const other = asTable ? "Picture" : "Table";
  return (
    <figure class="figure" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          class="button quiet little"
          aria-label={`${other}: ${title}`}
          onClick={() => setAsTable(!asTable)}
        >
          {other}
        </button>
        <p class="soft small">{says}</p>
      </figcaption>
      {asTable ? <TableView rows={table} title={title} caption={alternative} /> : children}
      {!asTable && <p class="away">{alternative}</p>}
    </figure>
  );
}

interface TableProps {
  rows: Rows;
  title: string;
  caption: string;
}

function TableView({ rows, title, caption }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll tall" tabIndex={0} aria-label={`${title}, as a table`}>
      <table class="table">
        <caption class="away">{caption}</caption>
        <Columns names={rows.head} />
        <tbody>
          {rows.body.map((cells) => (
            <tr key={cells[0]}>
              {cells.map((cell, index) => (
                <td key={rows.head[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
