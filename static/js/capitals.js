// Echoes a sum of yuan in capital numerals while it is typed. The server writes the binding ones, by the same rules.
(() => {
  const DIGITS = "零壹贰叁肆伍陆柒捌玖";
  const PLACES = ["仟", "佰", "拾", ""];

  function fourDigits(number) {
    let words = "";
    let gap = false;
    [...String(number).padStart(4, "0")].forEach((digit, index) => {
      if (digit === "0") { gap = words !== ""; return; }
      words += (gap ? "零" : "") + DIGITS[digit] + PLACES[index];
      gap = false;
    });
    return words;
  }

  function grouped(number, size, word, highWords, lowWords) {
    const high = Math.floor(number / size);
    const low = number % size;
    if (!high) return lowWords(low);
    return highWords(high) + word + (low && low < size / 10 ? "零" : "") + lowWords(low);
  }

  const myriads = (number) => grouped(number, 1e4, "万", fourDigits, fourDigits);
  const whole = (number) => grouped(number, 1e8, "亿", myriads, myriads);

  function capitals(typed) {
    const plain = typed.normalize("NFKC").replace(/[\s,¥元]/g, "");
    const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
    if (!match) return "";
    const yuan = Number(match[1]);
    const [jiao, fen] = (match[2] || "").padEnd(2, "0");
    const rest = jiao !== "0" || fen !== "0";
    let text = yuan ? `${whole(yuan)}元` : rest ? "" : "零元";
    if (!rest) return `人民币${text}整`;
    if (yuan && (yuan % 10 === 0 || jiao === "0")) text += "零";
    if (jiao !== "0") text += `${DIGITS[jiao]}角`;
    if (fen !== "0") text += `${DIGITS[fen]}分`;
    return `人民币${text}`;
  }

  for (const input of document.querySelectorAll("input[data-capitals]")) {
    const output = document.getElementById(input.dataset.capitals);
    const show = () => { output.textContent = capitals(input.value); };
    input.addEventListener("input", show);
    if (!output.textContent.trim()) show();
  }
})();
