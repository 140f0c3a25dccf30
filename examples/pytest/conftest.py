import os
import urllib.request

import openstack
import pytest


@pytest.fixture(autouse=True)
def fresh_cloud():
    """Each test begins with the world as it was at the start."""
    url = os.environ["IMAGE_MEMBERS_FAKE_URL"] + "/_fake/reset"
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, headers=headers, method="POST")
    urllib.request.urlopen(request).close()


@pytest.fixture
def producer():
    with openstack.connect(cloud="producer") as connection:
        yield connection


@pytest.fixture
def consumer():
    with openstack.connect(cloud="consumer") as connection:
        yield connection
