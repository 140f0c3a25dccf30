"""Sharing an image of Glance with Apache Libcloud: the whole story, as the producer, two consumers and a stranger.

AUTH_URL is the identity API; PASSWORD_ALPHA and PROJECT_ALPHA and so on are the passwords of the users and the ids of their
projects. Whatever is not as the story
expects it ends the program with exit code 1 and a sentence.
"""

import os
import sys

from libcloud.common.exceptions import BaseHTTPError
from libcloud.compute.providers import get_driver
from libcloud.compute.types import Provider


def expect(what, found, wanted):
    if found != wanted:
        sys.exit("%s: expected %r, got %r" % (what, wanted, found))


def refusal(call, *args, **kwargs):
    """The status that a request was refused with; None if it was granted."""
    try:
        call(*args, **kwargs)
    except BaseHTTPError as error:
        return error.code
    return None


def login(name):
    driver = get_driver(Provider.OPENSTACK)(
        name,
        os.environ["PASSWORD_" + name.upper()],
        api_version="2.2",
        ex_force_auth_url=os.environ["AUTH_URL"] + "/auth/tokens",
        ex_force_auth_version="3.x_password",
        ex_tenant_name=name,
        ex_domain_name="Default",
        ex_force_service_region="RegionOne",
    )
    return driver, os.environ["PROJECT_" + name.upper()]


def seen(member):
    return [member.image_id, member.id, str(member.state)]


def finds(cloud, image):
    return image in [each.id for each in cloud.list_images()]


def members(cloud, image):
    return sorted(seen(each) for each in cloud.ex_list_image_members(image))


def answer(cloud, image, member, status):
    # The driver has a function for "accepted" alone.
    path = "/v2/images/%s/members/%s" % (image, member)
    return cloud.image_connection.request(path, method="PUT", data={"status": status}).object


(alpha, alpha_id), (beta, beta_id), (gamma, gamma_id), (delta, delta_id) = map(
    login, ["alpha", "beta", "gamma", "delta"]
)

# The driver makes images of servers alone, and its connection sends JSON alone: the image stays without data.
request = alpha.image_connection.request
form = {"name": "offered", "visibility": "shared", "disk_format": "raw", "container_format": "bare"}
image = request("/v2/images", method="POST", data=form).object["id"]
path = "/v2/images/%s" % image
created = alpha.get_image(image)
expect("the new image", [created.id, created.name, created.extra["status"]], [image, "offered", "queued"])

for each in [beta_id, gamma_id]:
    expect("the new member", seen(alpha.ex_create_image_member(image, each)), [image, each, "pending"])
expect("adding a member twice", refusal(alpha.ex_create_image_member, image, beta_id), 409)
expect("the list before the answer", finds(beta, image), False)
expect("the visibility of a pending image", beta.get_image(image).extra["visibility"], "shared")

expect("the accepted member", seen(beta.ex_accept_image_member(image, beta_id)), [image, beta_id, "accepted"])
expect("the rejected member", answer(gamma, image, gamma_id, "rejected")["status"], "rejected")
expect("the list of who accepted", finds(beta, image), True)
expect("the list of who rejected", finds(gamma, image), False)
both = sorted([[image, beta_id, "accepted"], [image, gamma_id, "rejected"]])
expect("the members for the producer", members(alpha, image), both)
expect("the members for a consumer", members(beta, image), [[image, beta_id, "accepted"]])
expect("the member", seen(alpha.ex_get_image_member(image, beta_id)), [image, beta_id, "accepted"])

expect("answering for a consumer", refusal(alpha.ex_accept_image_member, image, beta_id), 403)
expect("an unknown status", refusal(answer, beta, image, beta_id, "bogus"), 400)
expect("showing another's membership", refusal(gamma.ex_get_image_member, image, beta_id), 404)
expect("sharing on", refusal(beta.ex_create_image_member, image, delta_id), 403)
expect("a stranger's look", refusal(delta.get_image, image), 404)
expect("a stranger's look at the members", refusal(delta.ex_list_image_members, image), 404)
expect("the members after all that", members(alpha, image), both)


def change(visibility):
    patch = [{"op": "replace", "path": "/visibility", "value": visibility}]
    return alpha.ex_update_image(image, patch).extra["visibility"]


expect("the new visibility", change("private"), "private")
expect("an image that is private now", refusal(beta.get_image, image), 404)
expect("adding a member of a private image", refusal(alpha.ex_create_image_member, image, beta_id), 403)
expect("the visibility again", change("shared"), "shared")
remove = {"method": "DELETE"}
expect("removing a member", refusal(request, path + "/members/" + beta_id, **remove), None)
expect("removing it again", refusal(request, path + "/members/" + beta_id, **remove), 404)
expect("an image that is taken back", refusal(beta.get_image, image), 404)
expect("the list of who was removed", finds(beta, image), False)
expect("the members that are left", members(alpha, image), [[image, gamma_id, "rejected"]])
expect("deleting the image", refusal(request, path, **remove), None)
expect("a deleted image", refusal(alpha.get_image, image), 404)
