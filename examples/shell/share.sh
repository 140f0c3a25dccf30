#!/bin/sh
# Offers an image to tenants: share.sh IMAGE TENANT...
# API_ENDPOINT is the URL of the image service, AUTH_TOKEN the token of the image's owner.
set -eu

image=$1
shift
for tenant; do
  status=$(curl -s -o /dev/null -w '%{http_code}' \
    -H "X-Auth-Token: $AUTH_TOKEN" -H 'Content-Type: application/json' \
    -d "{\"member\": \"$tenant\"}" "$API_ENDPOINT/v2/images/$image/members")
  case $status in
    200) echo "$tenant: offered" ;;
    409) echo "$tenant: was offered before" ;;
    *)
      echo "$tenant: refused with $status" >&2
      exit 1
      ;;
  esac
done
