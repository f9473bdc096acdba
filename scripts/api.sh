# Functions to ask the service from a shell (bash, on Windows Git Bash): `. scripts/api.sh`.
# They use API, the address, and TOKEN. Each fails if the service refuses, and prints why.

# Sends a request, and prints the answer: api METHOD PATH [BODY]
#
# An act is named by its own text, so the same request sent again is carried out once and answered the
# same. To enter the very same thing once more, such as after a reversal, set KEY to another word.
api() {
  if [[ $2 == *//* || $2 == */ || $2 == *=\&* || $2 == *= ]]; then
    echo "Not sent: something is missing in $2, as what should have given it failed" >&2
    return 1
  fi
  local key answer status body=()
  key="${KEY:-}$(printf '%s' "$*" | cksum | tr ' ' '-')"
  [ "$1" = GET ] || body=(-H "Idempotency-Key: $key")
  [ $# -lt 3 ] || body+=(-H 'Content-Type: application/json' --data-raw "$3")
  answer=$(curl -sS -g -w '\n%{http_code}' -X "$1" "$API$(_address "$2")" -H "Authorization: Bearer $TOKEN" \
    -H "Accept-Language: ${API_LANGUAGE:-en}" ${body[@]+"${body[@]}"}) || return 1
  status=${answer##*$'\n'}
  printf '%s' "${answer%$'\n'*}" | _tell "$status"
}

# Sends a file as it is, and prints the answer: upload PATH FILE. The same file again is sent once
upload() {
  local key type answer status
  case $2 in
    *.xlsx) type=application/vnd.openxmlformats-officedocument.spreadsheetml.sheet ;;
    *.ods) type=application/vnd.oasis.opendocument.spreadsheet ;;
    *) type=text/csv ;;
  esac
  key="${KEY:-}$({ printf '%s' "$1" && cat "$2"; } | cksum | tr ' ' '-')" || return 1
  answer=$(curl -sS -g -w '\n%{http_code}' -X POST "$API$(_address "$1")" -H "Authorization: Bearer $TOKEN" \
    -H "Accept-Language: ${API_LANGUAGE:-en}" -H "Content-Type: $type" -H "Idempotency-Key: $key" \
    --data-binary "@$2") || return 1
  status=${answer##*$'\n'}
  printf '%s' "${answer%$'\n'*}" | _tell "$status"
}

# Takes a field out of an answer: LOAN=$(api POST /v1/loans '…' | field id), or field data.0.id
field() {
  node -e '
    const text = require("fs").readFileSync(0, "utf8");
    let value = text === "" ? undefined : JSON.parse(text);
    for (const name of process.argv[1].split(".")) value = value?.[name];
    if (value === undefined || value === null) {
      console.error(`There is no ${process.argv[1]} in the answer`);
      process.exit(1);
    }
    console.log(value);' "$1"
}

# Fetches a file or a text: download PATH FILE; to the screen with - in place of the file
download() {
  local answer status
  answer=$(mktemp) || return 1
  status=$(curl -sS -g -o "$answer" -w '%{http_code}' "$API$(_address "$1")" -H "Authorization: Bearer $TOKEN" \
    -H "Accept-Language: ${API_LANGUAGE:-en}") || { rm -f "$answer"; return 1; }
  case $status in
    2??) if [ "$2" = - ]; then cat "$answer"; else mv "$answer" "$2"; fi ;;
    *) _tell "$status" < "$answer" ;;
  esac
  local ended=$?
  rm -f "$answer"
  return $ended
}

# Asks until a field of the answer has one of some values: await PATH FIELD VALUE…
await() {
  local seen
  until seen=$(api GET "$1" | field "$2") && [[ " ${*:3} " == *" $seen "* ]]; do
    [ -n "$seen" ] && [ "$seen" != failed ] || return 1
    sleep 1
  done
}

# An address as it is sent: letters with accents and spaces as %XX, of each byte.
_address() {
  local LC_ALL=C address=$1 sent= byte at code
  for ((at = 0; at < ${#address}; at += 1)); do
    byte=${address:at:1}
    case $byte in
      [[:graph:]]) sent+=$byte ;;
      *) printf -v code '%d' "'$byte" && printf -v byte '%%%02X' $((code & 255)) && sent+=$byte ;;
    esac
  done
  printf '%s' "$sent"
}

# Prints an answer so that it can be read, or why the service refuses.
_tell() {
  node -e '
    const text = require("fs").readFileSync(0, "utf8");
    const status = process.argv[1];
    let said = text;
    try { said = JSON.parse(text); } catch {}
    if (status.startsWith("2")) {
      // Lists of dates and the like on one line each.
      const short = (list) => `[${list.slice(1, -1).trim().replace(/\n\s+/g, " ")}]`;
      const shown = () => JSON.stringify(said, null, 2).replace(/\[\n[^[\]{}]*\]/g, short);
      if (text !== "") console.log(typeof said === "string" ? said : shown());
      process.exit(0);
    }
    const { code = "", detail = text, errors = [] } = typeof said === "string" ? {} : said;
    console.error(`Refused (${status} ${code}): ${detail}`);
    for (const { pointer, message } of errors) console.error(`  ${pointer}: ${message}`);
    process.exit(1);' "$1"
}
