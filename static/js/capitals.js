// Echoes a sum of yuan in capital numerals while it is typed. The server writes the binding ones.
(() => {
  const DIGITS = "零壹贰叁肆伍陆柒捌玖";
  const PLACES = ["", "拾", "佰", "仟"];
  const GROUPS = ["", "万", "亿", "万亿"];

  function four(digits) {
    let text = "";
    let gap = false;
    [...digits].forEach((digit, index) => {
      if (digit === "0") { gap = text !== ""; return; }
      text += (gap ? "零" : "") + DIGITS[digit] + PLACES[digits.length - 1 - index];
      gap = false;
    });
    return text;
  }

  function whole(digits) {
    let text = "";
    let gap = false;
    for (let end = digits.length % 4 || 4, start = 0; start < digits.length; start = end, end += 4) {
      const group = digits.slice(start, end);
      const words = four(group);
      if (!words) { gap = text !== ""; continue; }
      text += (text && (gap || group.startsWith("0")) ? "零" : "") + words + GROUPS[(digits.length - end) / 4];
      gap = false;
    }
    return text;
  }

  function capitals(input) {
    const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(input.replaceAll(/[,，\s]/g, ""));
    if (!match) return "";
    const yuan = whole(match[1].replace(/^0+/, ""));
    const [jiao, fen] = (match[2] || "").padEnd(2, "0");
    if (!yuan && jiao === "0" && fen === "0") return "零元整";
    let text = yuan && `${yuan}元`;
    if (jiao === "0" && fen === "0") return `${text}整`;
    if (jiao !== "0") text += `${DIGITS[jiao]}角`;
    else if (yuan) text += "零";
    return fen === "0" ? `${text}整` : `${text}${DIGITS[fen]}分`;
  }

  for (const input of document.querySelectorAll("input[data-capitals]")) {
    const output = document.getElementById(input.dataset.capitals);
    const show = () => { const text = capitals(input.value); output.textContent = text && `人民币${text}`; };
    input.addEventListener("input", show);
    if (!output.textContent.trim()) show();
  }
})();
