"""Sharing with Apache Libcloud. Called with the name of a story and its arguments; prints what came of it as JSON.

Who speaks, and to which cloud, stands in the environment: AUTH_URL, AUTH_VERSION, IMAGE_URL, REGION, SERVICE, USERNAME
and SECRET, which is an API key or a password. A refusal is told by its status.
"""

import json
import os
import sys

from libcloud.common.exceptions import BaseHTTPError
from libcloud.common.types import InvalidCredsError
from libcloud.compute.drivers.openstack import OpenStack_2_ImageConnection
from libcloud.compute.providers import get_driver
from libcloud.compute.types import Provider

environment = os.environ
login = {"ex_force_auth_url": environment["AUTH_URL"], "ex_force_auth_version": environment["AUTH_VERSION"]}
who = (environment["USERNAME"], environment["SECRET"])


def driver():
    # The driver appends /v2 to what the catalog says, which ends in /v2 already.
    openstack = get_driver(Provider.OPENSTACK)
    return openstack(*who, api_version="2.2", ex_force_base_url=environment["IMAGE_URL"], **login)


def refused(call, *args):
    try:
        call(*args)
    except InvalidCredsError:
        return 401
    except BaseHTTPError as error:
        return error.code
    return None


def seen(member):
    return {"image": member.image_id, "member": member.id, "status": str(member.state)}


def share(image, member):
    cloud = driver()
    added = cloud.ex_create_image_member(image, member)
    return {
        "added": seen(added),
        "members": [seen(each) for each in cloud.ex_list_image_members(image)],
        "got": seen(cloud.ex_get_image_member(image, member)),
        "answer of the owner": refused(cloud.ex_accept_image_member, image, member),
        "nobody": refused(cloud.ex_get_image_member, image, "999"),
    }


def accept(image, member):
    cloud = driver()
    before = [each.id for each in cloud.list_images()]
    accepted = cloud.ex_accept_image_member(image, member)
    return {
        "before": image in before,
        "accepted": seen(accepted),
        "after": image in [each.id for each in cloud.list_images()],
        "image": cloud.get_image(image).extra["visibility"],
        "shares it on": refused(cloud.ex_create_image_member, image, "7000001"),
        "another": refused(cloud.ex_accept_image_member, image, "9876543"),
    }


def unshare(image, member):
    # By the catalog: its URL leads to /v2, and the paths of the guide follow it.
    region, service = environment["REGION"], environment["SERVICE"]
    connection = OpenStack_2_ImageConnection(
        *who, ex_force_service_region=region, ex_force_service_name=service, **login
    )
    path = "/images/%s/members/%s" % (image, member)
    removed = connection.request(path, method="DELETE").status
    return {"at": connection.request_path, "removed": removed, "again": refused(connection.request, path)}


def enter():
    return {"refused": refused(driver().list_images)}


stories = [share, accept, unshare, enter]
name, *arguments = sys.argv[1:]
print(json.dumps({story.__name__: story for story in stories}[name](*arguments)))
