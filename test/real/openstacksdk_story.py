"""Sharing with openstacksdk. Called with the name of a story and its arguments; prints what came of it as JSON.

Who speaks, and to which cloud, stands in the environment (OS_*). A refusal is told by the class of its exception
and its status.
"""

import io
import json
import sys

import openstack
from openstack import exceptions

cloud = openstack.connect()


def refused(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except exceptions.HttpException as error:
        return [type(error).__name__, error.status_code]
    except exceptions.SDKException as error:
        return [type(error).__name__, None]
    return None


def seen(member):
    return {"image": member.image_id, "member": member.member_id, "status": member.status}


def upload(name):
    image = cloud.image.create_image(
        name, filename="data", disk_format="raw", container_format="bare", visibility="shared", wait=True
    )
    image = cloud.image.get_image(image.id)
    return {"id": image.id, "status": image.status, "size": image.size, "checksum": image.checksum}


def share(image, member):
    added = cloud.image.add_member(image, member_id=member)
    return {
        "added": seen(added),
        "again": refused(cloud.image.add_member, image, member_id=member),
        "members": [seen(each) for each in cloud.image.members(image)],
        "got": seen(cloud.image.get_member(member, image)),
        "found": cloud.image.find_member(member, image).status,
        "nobody": cloud.image.find_member("nobody", image, ignore_missing=True),
        "nobody, not ignored": refused(cloud.image.find_member, "nobody", image, ignore_missing=False),
        "answer of the owner": refused(cloud.image.update_member, member, image, status="accepted"),
    }


def listed(image):
    statuses = ["pending", "accepted", "rejected", "all"]
    images = {status: cloud.image.images(visibility="shared", member_status=status) for status in statuses}
    return [status for status in statuses if image in [each.id for each in images[status]]]


def answer(image, member, name):
    before = listed(image)
    statuses = []
    for status in ["accepted", "rejected", "pending", "accepted"]:
        statuses.append(cloud.image.update_member(member, image, status=status).status)
    stream = io.BytesIO()
    cloud.image.download_image(image, output=stream)
    return {
        "before": before,
        "statuses": statuses,
        "after": listed(image),
        "bogus": refused(cloud.image.update_member, member, image, status="bogus"),
        "by name": cloud.image.find_image(name).id,
        "data": stream.getvalue().decode(),
        "removes itself": refused(cloud.image.remove_member, member, image),
    }


def remove(image, member):
    cloud.image.remove_member(member, image)
    cloud.image.remove_member(member, image, ignore_missing=True)
    again = refused(cloud.image.remove_member, member, image, ignore_missing=False)
    got = refused(cloud.image.get_member, member, image)
    cloud.image.update_image(image, visibility="private")
    private = refused(cloud.image.add_member, image, member_id=member)
    cloud.image.delete_image(image)
    return {"again": again, "got": got, "private": private, "deleted": refused(cloud.image.get_image, image)}


def strange(image, member):
    return {
        "image": refused(cloud.image.get_image, image),
        "members": refused(lambda: list(cloud.image.members(image))),
        "add": refused(cloud.image.add_member, image, member_id=member),
        "answer": refused(cloud.image.update_member, member, image, status="accepted"),
        "listed": listed(image),
    }


def credential(name):
    made = cloud.identity.create_application_credential(
        cloud.current_user_id, name, roles=[{"name": "reader"}], description="of a test"
    )
    return {"id": made.id, "secret": made.secret}


def forget(credential_id):
    cloud.identity.delete_application_credential(cloud.current_user_id, credential_id)


def whoami():
    return {"project": cloud.current_project_id, "user": cloud.current_user_id}


stories = [upload, share, answer, remove, strange, credential, forget, whoami]
name, *arguments = sys.argv[1:]
print(json.dumps({story.__name__: story for story in stories}[name](*arguments)))
