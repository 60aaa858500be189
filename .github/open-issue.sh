#!/usr/bin/env bash
# open-issue.sh LABEL TITLE FILE: opens an issue with the text of FILE, or renews the text of the open one that has this label
# and exactly this title. Needs gh, jq, GH_TOKEN and GH_REPO.
# The list is asked, not the search: that one lags behind, takes a part of a title for the whole, and bears 30 questions a minute.
set -euo pipefail
label=$1 title=$2 file=$3

number=$(gh issue list --label "$label" --state open --limit 1000 --json number,title |
  jq -r --arg title "$title" 'map(select(.title == $title))[0].number // empty')
# GitHub takes 65,536 characters.
body=$(mktemp)
head -c 60000 "$file" > "$body"
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$body"
else
  gh label create "$label" --force
  gh issue create --title "$title" --label "$label" --body-file "$body"
fi
