"""Shares images between projects."""

from openstack.connection import Connection


def offer(producer: Connection, image_name: str, project_id: str) -> None:
    """Offer an image to a project."""
    image = producer.image.find_image(image_name, ignore_missing=False)
    producer.image.add_member(image, member_id=project_id)


def waiting(consumer: Connection) -> list[str]:
    """Names of the images that wait for the answer of a project."""
    images = consumer.image.images(visibility="shared", member_status="pending")
    return [image.name for image in images]


def accept_all(consumer: Connection) -> None:
    """Accept every image that waits."""
    for image in consumer.image.images(visibility="shared", member_status="pending"):
        consumer.image.update_member(
            consumer.current_project_id, image, status="accepted"
        )
