"""Logs in as openstacksdk does: for each folder that is named, with every cloud of the files that are found from there."""
import importlib
import json
import os
import sys
import warnings

import openstack
from openstack.config import loader

warnings.simplefilter('ignore')


def log_in(case):
    os.chdir(case['folder'])
    os.environ.update(case['env'])
    # Where files are looked for is worked out when this is loaded.
    importlib.reload(loader)
    config = loader.OpenStackConfig(load_envvars=True)
    region = config.get_one('c')
    region.get_session().get_token()


for each in json.loads(sys.argv[1]):
    child = os.fork()
    if child == 0:
        try:
            log_in(each)
        except Exception as error:  # what it could not do is seen in the requests
            print(each['folder'], type(error).__name__, error, file=sys.stderr)
        os._exit(0)
    os.waitpid(child, 0)
