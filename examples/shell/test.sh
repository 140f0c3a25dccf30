#!/bin/sh
# Run it with a cloud: image-members-fake run -- ./test.sh
set -eu

image=a96be11e-8536-4910-92cb-de50aa19dfe6

expect() { # expect WHAT EXPECTED ACTUAL
  if [ "$2" != "$3" ]; then
    printf 'FAILED: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3" >&2
    exit 1
  fi
  echo "passed: $1"
}

expect 'a tenant is offered the image once' \
  '123456: offered
7000001: offered
123456: was offered before' \
  "$(./share.sh $image 123456 7000001 123456)"

expect 'the offer waits for its answer' \
  '"status": "pending"' \
  "$(curl -s -H 'X-Auth-Token: consumer-token' "$API_ENDPOINT/v2/images/$image/members/123456" | grep -o '"status": "[a-z]*"')"

expect 'who does not own the image cannot share it' \
  'exit code 1' \
  "$(AUTH_TOKEN=consumer-token ./share.sh $image 7000001 2>/dev/null || echo "exit code $?")"
