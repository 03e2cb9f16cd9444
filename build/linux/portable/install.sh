#!/bin/sh
# Installs Inside Scoop for this user, or takes it away again with --remove. Your data is left alone either way.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/inside-scoop
launcher=$HOME/.local/bin/inside-scoop
id=org.insidescoop.InsideScoop

if_there() {
    if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 || true; fi
}

refresh() {
    if_there update-desktop-database "$share/applications"
    if_there update-mime-database "$share/mime"
    if_there gtk-update-icon-cache -q -t "$share/icons/hicolor"
}

case "${1:-}" in
--remove)
    rm -rf "$program"
    rm -f "$launcher" "$share/applications/$id.desktop" "$share/metainfo/$id.metainfo.xml" "$share/mime/packages/$id.xml" \
        "$share/man/man1/inside-scoop.1.gz"
    find "$share/icons/hicolor" -name "$id.*" -type f -delete 2>/dev/null || true
    refresh
    echo "Inside Scoop was removed. Your data is still in $share/inside-scoop."
    ;;
"")
    rm -rf "$program.new"
    mkdir -p "$(dirname "$program")" "$(dirname "$launcher")" "$share"
    cp -R "$here/inside-scoop" "$program.new"
    rm -rf "$program"
    mv "$program.new" "$program"
    ln -sf "$program/inside-scoop" "$launcher"
    cp -R "$here/share/." "$share/"
    # The menu may not have ~/.local/bin among its folders.
    sed -i "s|^Exec=inside-scoop|Exec=\"$launcher\"|" "$share/applications/$id.desktop"
    refresh
    echo "Inside Scoop is installed. Start it from the menu, or with $launcher"
    if ! command -v update-desktop-database >/dev/null 2>&1; then
        echo "To open vCards and calendar files with a double-click, install desktop-file-utils and run this again."
    fi
    ;;
*)
    echo "Usage: $0 [--remove]" >&2
    exit 2
    ;;
esac
