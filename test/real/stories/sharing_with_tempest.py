"""Tempest's own tests of image members, as they are: they exit with 0 where all pass.

AUTH_URL is the identity API; PASSWORD_ALPHA and so on are the passwords of the users that the tests act as.
"""

import os
import subprocess
import sys
import tempfile

USERS = ["alpha", "beta"]
TESTS = ["test_images_member.ImagesMemberTest", "test_images_member_negative.ImagesMemberNegativeTest"]

settings = """
[DEFAULT]
log_dir = %(folder)s
log_file = tempest.log
[auth]
use_dynamic_credentials = false
test_accounts_file = %(folder)s/accounts.yaml
[identity]
uri_v3 = %(url)s
auth_version = v3
region = RegionOne
[identity-feature-enabled]
api_v2 = false
[image]
region = RegionOne
[service_available]
cinder = false
glance = true
horizon = false
neutron = false
nova = false
swift = false
[oslo_concurrency]
lock_path = %(folder)s
"""

account = """
- {username: %(name)s, project_name: %(name)s, domain_name: Default, password: %(password)s, types: [member], roles: [member]}
"""

with tempfile.TemporaryDirectory() as folder:
    with open(folder + "/tempest.conf", "w") as file:
        file.write(settings % {"folder": folder, "url": os.environ["AUTH_URL"]})
    with open(folder + "/accounts.yaml", "w") as file:
        for name in USERS:
            file.write(account % {"name": name, "password": os.environ["PASSWORD_" + name.upper()]})
    environment = {**os.environ, "TEMPEST_CONFIG_DIR": folder, "TEMPEST_CONFIG": "tempest.conf"}
    tests = ["tempest.api.image.v2." + test for test in TESTS]
    tests = [sys.executable, "-m", "testtools.run", *tests]
    sys.exit(subprocess.run(tests, env=environment, cwd=folder).returncode)
