"""Tests of Tempest and of its plugin for Glance, as they are, with tenants and users that they create themselves.

AUTH_URL is the identity API; PASSWORD_ADMIN is the password of the administrator. Arguments are packages of tests. Prints
one line of JSON: the versions of both, the tests by what came of them, and what went wrong in those that failed.
"""

import importlib
import importlib.metadata
import json
import os
import pkgutil
import sys
import tempfile
import unittest

settings = """
[DEFAULT]
log_dir = %(folder)s
log_file = tempest.log
[auth]
use_dynamic_credentials = true
admin_username = admin
admin_password = %(password)s
admin_project_name = admin
admin_domain_name = Default
admin_system = all
[identity]
uri_v3 = %(url)s
auth_version = v3
region = RegionOne
[identity-feature-enabled]
api_v2 = false
[image]
region = RegionOne
[enforce_scope]
glance = true
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


class Outcomes(unittest.TestResult):
    """Remembers what came of each test."""

    def __init__(self):
        super().__init__()
        self.passed = []

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed.append(test)


def modules(package):
    """The modules of a package that have tests."""
    found = importlib.import_module(package)
    walked = pkgutil.walk_packages(found.__path__, package + ".")
    return [module.name for module in walked if ".test_" in module.name]


with tempfile.TemporaryDirectory() as folder:
    with open(folder + "/tempest.conf", "w") as file:
        places = {"folder": folder, "url": os.environ["AUTH_URL"], "password": os.environ["PASSWORD_ADMIN"]}
        file.write(settings % places)
    os.environ.update(TEMPEST_CONFIG_DIR=folder, TEMPEST_CONFIG="tempest.conf")
    names = [name for package in sys.argv[1:] for name in modules(package)]
    outcomes = Outcomes()
    unittest.defaultTestLoader.loadTestsFromNames(names).run(outcomes)
    failed = {test.id(): trace[-2000:] for test, trace in outcomes.failures + outcomes.errors}
    told = {
        "versions": {name: importlib.metadata.version(name) for name in ("tempest", "glance-tempest-plugin")},
        "passed": sorted(test.id() for test in outcomes.passed),
        "skipped": {test.id(): why for test, why in outcomes.skipped},
        "failed": failed,
    }
    print(json.dumps(told))
