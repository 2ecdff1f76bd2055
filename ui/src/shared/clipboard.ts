/** Copies text; tells whether it worked. WebKitGTK refuses the newer way where it sees no user's act. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromField(text);
  }
}

/** Copies a table: as HTML where that is possible, as lines with tabs in any case. */
export async function copyTable(text: string, html: string): Promise<boolean> {
  const part = (content: string, type: string) => new Blob([content], { type });
  try {
    const both = new ClipboardItem({
      "text/plain": part(text, "text/plain"),
      "text/html": part(html, "text/html"),
    });
    await navigator.clipboard.write([both]);
    return true;
  } catch {
    return copyText(text);
  }
}

function copiedFromField(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "only-read";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
