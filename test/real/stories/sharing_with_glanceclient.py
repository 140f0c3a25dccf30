"""Sharing an image with glanceclient: the whole story, as the producer, two consumers and a stranger.

AUTH_URL is the identity API, PASSWORD_ALPHA and so on are the passwords of the users. Whatever is not as the story
expects it ends the program with exit code 1 and a sentence.
"""

import io
import os
import sys

from glanceclient import Client, exc
from keystoneauth1 import session
from keystoneauth1.identity import v3

DATA = b"cli image data\n"


def expect(what, found, wanted):
    if found != wanted:
        sys.exit("%s: expected %r, got %r" % (what, wanted, found))


def refusal(call, *args, **kwargs):
    """The status that a request was refused with; None if it was granted."""
    try:
        call(*args, **kwargs)
    except exc.HTTPException as error:
        return error.code
    return None


class User:
    def __init__(self, name):
        password = v3.Password(
            auth_url=os.environ["AUTH_URL"],
            username=name,
            password=os.environ["PASSWORD_" + name.upper()],
            project_name=name,
            user_domain_name="Default",
            project_domain_name="Default",
        )
        logged_in = session.Session(auth=password)
        self.project = logged_in.get_project_id()
        glance = Client("2", session=logged_in)
        self.images, self.memberships = glance.images, glance.image_members

    def finds(self, image, **filters):
        return image in [each.id for each in self.images.list(filters=filters)]

    def members(self, image):
        return sorted(seen(each) for each in self.memberships.list(image))

    def answer(self, image, member, status):
        return seen(self.memberships.update(image, member.project, status))


def seen(member):
    return [member.image_id, member.member_id, member.status]


alpha, beta, gamma, delta = map(User, ["alpha", "beta", "gamma", "delta"])
images, memberships = alpha.images, alpha.memberships

created = images.create(name="offered", disk_format="raw", container_format="bare", visibility="shared")
image = created.id
expect("the new image", [created.name, created.status, created.owner], ["offered", "queued", alpha.project])
images.upload(image, io.BytesIO(DATA))
uploaded = images.get(image)
expect("the uploaded image", [uploaded.id, uploaded.status, uploaded.size], [image, "active", len(DATA)])

for each in [beta, gamma]:
    expect("the new member", seen(memberships.create(image, each.project)), [image, each.project, "pending"])
expect("adding a member twice", refusal(memberships.create, image, beta.project), 409)
expect("the list before the answer", beta.finds(image), False)
expect("the list of what is pending", beta.finds(image, visibility="shared", member_status="pending"), True)
expect("the owner of a pending image", beta.images.get(image).owner, alpha.project)

expect("the accepted member", beta.answer(image, beta, "accepted"), [image, beta.project, "accepted"])
expect("the rejected member", gamma.answer(image, gamma, "rejected"), [image, gamma.project, "rejected"])
expect("the list of who accepted", beta.finds(image), True)
expect("the list of who rejected", gamma.finds(image), False)
both = sorted([[image, beta.project, "accepted"], [image, gamma.project, "rejected"]])
expect("the members for the producer", alpha.members(image), both)
expect("the members for a consumer", beta.members(image), [[image, beta.project, "accepted"]])
expect("the member", seen(memberships.get(image, beta.project)), [image, beta.project, "accepted"])
expect("the data", b"".join(beta.images.data(image)), DATA)

expect("answering for a consumer", refusal(alpha.answer, image, beta, "accepted"), 403)
expect("an unknown status", refusal(beta.answer, image, beta, "bogus"), 400)
expect("showing another's membership", refusal(gamma.memberships.get, image, beta.project), 404)
expect("sharing on", refusal(beta.memberships.create, image, delta.project), 403)
expect("removing itself", refusal(beta.memberships.delete, image, beta.project), 403)
expect("a stranger's look", refusal(delta.images.get, image), 404)
expect("a stranger's look at the members", refusal(delta.members, image), 404)
expect("the members after all that", alpha.members(image), both)

expect("the new visibility", images.update(image, visibility="private").visibility, "private")
expect("an image that is private now", refusal(beta.images.get, image), 404)
expect("adding a member of a private image", refusal(memberships.create, image, beta.project), 403)
images.update(image, visibility="shared")
memberships.delete(image, beta.project)
expect("removing it again", refusal(memberships.delete, image, beta.project), 404)
expect("an image that is taken back", refusal(beta.images.get, image), 404)
expect("the list of who was removed", beta.finds(image), False)
expect("the members that are left", alpha.members(image), [[image, gamma.project, "rejected"]])
images.delete(image)
expect("a deleted image", refusal(images.get, image), 404)
