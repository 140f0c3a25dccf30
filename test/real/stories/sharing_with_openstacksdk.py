"""Sharing an image with openstacksdk: the whole story, as the producer, two consumers and a stranger.

AUTH_URL is the identity API, PASSWORD_ALPHA and so on are the passwords of the users. Whatever is not as the story
expects it ends the program with exit code 1 and a sentence.
"""

import os
import sys

import openstack
from openstack import exceptions

DATA = b"cli image data\n"


def expect(what, found, wanted):
    if found != wanted:
        sys.exit("%s: expected %r, got %r" % (what, wanted, found))


def refusal(call, *args, **kwargs):
    """The status that a request was refused with; None if it was granted."""
    try:
        call(*args, **kwargs)
    except exceptions.HttpException as error:
        return error.status_code
    except exceptions.ResourceNotFound:
        return 404
    return None


class User:
    def __init__(self, name):
        self.cloud = openstack.connect(
            auth_url=os.environ["AUTH_URL"],
            username=name,
            password=os.environ["PASSWORD_" + name.upper()],
            project_name=name,
            user_domain_name="Default",
            project_domain_name="Default",
            region_name="RegionOne",
        )
        self.project = self.cloud.current_project_id
        self.image = self.cloud.image

    def finds(self, image, **filters):
        return image in [each.id for each in self.image.images(**filters)]

    def members(self, image):
        return sorted(seen(each) for each in self.image.members(image))

    def answer(self, image, member, status):
        return seen(self.image.update_member(member.project, image, status=status))


def seen(member):
    return [member.image_id, member.member_id, member.status]


alpha, beta, gamma, delta = map(User, ["alpha", "beta", "gamma", "delta"])
images = alpha.image

created = images.create_image(
    "offered", data=DATA, disk_format="raw", container_format="bare", visibility="shared"
)
image = created.id
uploaded = images.get_image(image)
expect("the uploaded image", [uploaded.id, uploaded.status, uploaded.size], [image, "active", len(DATA)])
expect("its owner", uploaded.owner_id, alpha.project)

for each in [beta, gamma]:
    expect("the new member", seen(images.add_member(image, member_id=each.project)), [image, each.project, "pending"])
expect("adding a member twice", refusal(images.add_member, image, member_id=beta.project), 409)
expect("the list before the answer", beta.finds(image), False)
expect("the list of what is pending", beta.finds(image, visibility="shared", member_status="pending"), True)
expect("the owner of a pending image", beta.image.get_image(image).owner_id, alpha.project)

expect("the accepted member", beta.answer(image, beta, "accepted"), [image, beta.project, "accepted"])
expect("the rejected member", gamma.answer(image, gamma, "rejected"), [image, gamma.project, "rejected"])
expect("the list of who accepted", beta.finds(image), True)
expect("the list of who rejected", gamma.finds(image), False)
both = sorted([[image, beta.project, "accepted"], [image, gamma.project, "rejected"]])
expect("the members for the producer", alpha.members(image), both)
expect("the members for a consumer", beta.members(image), [[image, beta.project, "accepted"]])
expect("the member", seen(images.get_member(beta.project, image)), [image, beta.project, "accepted"])
expect("the image by name", beta.image.find_image("offered").id, image)
expect("the data", beta.image.download_image(image).content, DATA)

expect("answering for a consumer", refusal(alpha.answer, image, beta, "accepted"), 403)
expect("an unknown status", refusal(beta.answer, image, beta, "bogus"), 400)
expect("showing another's membership", refusal(gamma.image.get_member, beta.project, image), 404)
expect("sharing on", refusal(beta.image.add_member, image, member_id=delta.project), 403)
expect("removing itself", refusal(beta.image.remove_member, beta.project, image), 403)
expect("a stranger's look", refusal(delta.image.get_image, image), 404)
expect("a stranger's look at the members", refusal(delta.members, image), 404)
expect("the members after all that", alpha.members(image), both)

expect("the new visibility", images.update_image(image, visibility="private").visibility, "private")
expect("an image that is private now", refusal(beta.image.get_image, image), 404)
expect("adding a member of a private image", refusal(images.add_member, image, member_id=beta.project), 403)
images.update_image(image, visibility="shared")
images.remove_member(beta.project, image, ignore_missing=False)
expect("removing it again", refusal(images.remove_member, beta.project, image, ignore_missing=False), 404)
expect("an image that is taken back", refusal(beta.image.get_image, image), 404)
expect("the list of who was removed", beta.finds(image), False)
expect("the members that are left", alpha.members(image), [[image, gamma.project, "rejected"]])
images.delete_image(image)
expect("a deleted image", refusal(images.get_image, image), 404)
