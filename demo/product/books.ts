// Ledgerly's books: the clients and invoices of a small firm, dated around today.

export interface Client {
  name: string;
  city: string;
  contact: string;
  /** Usual days between an invoice and its payment. */
  paysAfter: number;
}

export type Status = "draft" | "open" | "overdue" | "paid";

export interface Line {
  text: string;
  quantity: number;
  /** In cents. */
  price: number;
}

export interface Invoice {
  number: string;
  client: Client;
  issued: Date;
  due: Date;
  status: Status;
  lines: Line[];
  /** Without and with VAT, in cents. */
  net: number;
  gross: number;
}

export const VAT = 0.19;
const DAY_MS = 86_400_000;
/** Invoices are due after so many days. */
export const TERM_DAYS = 14;

export const CLIENTS: readonly Client[] = [
  { name: "Café Morgenrot", city: "Berlin", contact: "Lena Hoffmann", paysAfter: 9 },
  { name: "Hafenkontor GmbH", city: "Hamburg", contact: "Piet Claasen", paysAfter: 25 },
  { name: "Studio Lumen", city: "Vienna", contact: "Clara Nowak", paysAfter: 12 },
  { name: "Bruun Architects", city: "Aarhus", contact: "Mikkel Bruun", paysAfter: 34 },
  { name: "Verde Orto", city: "Bologna", contact: "Sara Conti", paysAfter: 11 },
  { name: "Tidewater Books", city: "Bristol", contact: "Owen Price", paysAfter: 42 },
  { name: "Kite & Anchor", city: "Porto", contact: "Rita Lopes", paysAfter: 8 },
  { name: "Maison Perle", city: "Nantes", contact: "Julien Roche", paysAfter: 18 },
];

const WORK: readonly [text: string, price: number][] = [
  ["Brand workshop, one day", 124_000],
  ["Website, second instalment", 380_000],
  ["Monthly retainer", 165_000],
  ["Menu design and print", 74_500],
  ["Photography, half day", 68_000],
  ["Packaging, three sizes", 216_000],
  ["Newsletter layout", 41_500],
  ["Signage, concept", 152_000],
  ["Support hours", 9_500],
];

/** How long ago each invoice went out, newest first; a draft has not gone out yet. */
const AGES = [0, 0, 1, 3, 4, 6, 8, 11, 13, 15, 17, 19, 22, 24, 27, 30, 33, 37, 41, 46, 52, 58, 63];
const NEWEST = 2_063;

/** Every invoice, newest first. */
export function invoicesOn(today: Date): Invoice[] {
  return AGES.map((age, index) => invoiceOf(index, age, today));
}

function invoiceOf(index: number, age: number, today: Date): Invoice {
  const client = CLIENTS[(index * 5) % CLIENTS.length] as Client;
  const issued = new Date(today.getTime() - age * DAY_MS);
  const lines = linesOf(index);
  const net = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  return {
    number: `INV-${NEWEST - index}`,
    client,
    issued,
    due: new Date(issued.getTime() + TERM_DAYS * DAY_MS),
    status: index < 2 ? "draft" : statusOf(age, client),
    lines,
    net,
    gross: Math.round(net * (1 + VAT)),
  };
}

function statusOf(age: number, { paysAfter }: Client): Status {
  if (age >= paysAfter) return "paid";
  return age > TERM_DAYS ? "overdue" : "open";
}

function linesOf(index: number): Line[] {
  const count = 1 + (index % 3);
  return Array.from({ length: count }, (_, nth) => {
    const [text, price] = WORK[(index * 7 + nth * 4) % WORK.length] as [string, number];
    return { text, price, quantity: price < 20_000 ? 4 + (index % 5) : 1 };
  });
}
