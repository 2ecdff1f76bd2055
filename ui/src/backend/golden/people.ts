// Invented people and a repeatable chance, for development and tests only.

export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function seedOf(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  return hash >>> 0;
}

const given = [
  "Ana",
  "Bruno",
  "Camila",
  "Diego",
  "Elena",
  "Felipe",
  "Gloria",
  "Hernán",
  "Isabel",
  "Jairo",
  "Karen",
  "Luis",
];
const family = ["Ríos", "Cárdenas", "Mejía", "Ospina", "Quintero", "Salazar", "Vélez", "Zapata"];

export const agents = Array.from({ length: 18 }, (_, index) => ({
  id: String(1001 + index),
  name: `${given[index % given.length]} ${family[(index * 3) % family.length]}`,
}));

export const campaigns = [
  { id: "2101", name: "Cobranza temprana" },
  { id: "2102", name: "Renovaciones" },
  { id: "2103", name: "Encuesta postventa" },
  { id: "2104", name: "Reactivación" },
];

export const skills = [
  { id: "31", name: "Ventas" },
  { id: "32", name: "Soporte" },
  { id: "33", name: "Facturación" },
];

export const routingPoints = [
  { id: "501", name: "Línea principal" },
  { id: "502", name: "Línea empresas" },
];

export const codes = ["VENTA", "INFORMACION", "RECLAMO", "SIN_INTERES", "TIMEOUTACW"];
export const now = "2026-11-20T10:15:00";
export const today = "2026-11-20";
