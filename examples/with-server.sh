# Sourced by the examples. Sets SERVER to the options that lead to a server: the one that TIDB_HOST names, with the user
# and password of TIDB_USER and TIDB_PASSWORD, else a sandbox of the example's own, which ends with it.

here=$(cd "$(dirname "$0")" && pwd)
TIDB_CLIENT=${TIDB_CLIENT:-$here/../tidb-client}
scratch=$(mktemp -d)
sandbox=

end() {
    [ -z "$sandbox" ] || kill "$sandbox" 2>/dev/null || true
    rm -rf "$scratch"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -n "${TIDB_HOST:-}" ]; then
    SERVER=
else
    mkfifo "$scratch/address"
    "$TIDB_CLIENT" sandbox --jobs-for 10 >"$scratch/address" 2>"$scratch/sandbox.log" &
    sandbox=$!
    if ! read -r address <"$scratch/address"; then
        cat "$scratch/sandbox.log" >&2
        exit 1
    fi
    SERVER="-H $address -u root --no-password -d shop"
    echo "No TIDB_HOST is set: this runs on a sandbox at $address." >&2
fi
