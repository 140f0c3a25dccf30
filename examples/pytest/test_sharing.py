import openstack.exceptions
import pytest
import sharing


def test_an_offer_waits_for_the_consumer(producer, consumer):
    assert sharing.waiting(consumer) == []
    sharing.offer(producer, "Shared image", "123456")
    assert sharing.waiting(consumer) == ["Shared image"]


def test_accepted_images_wait_no_more(producer, consumer):
    sharing.offer(producer, "Shared image", "123456")
    sharing.accept_all(consumer)
    assert sharing.waiting(consumer) == []
    assert consumer.image.find_image("Shared image").owner_id == "5000001"


def test_an_offer_cannot_be_made_twice(producer):
    sharing.offer(producer, "Shared image", "123456")
    with pytest.raises(openstack.exceptions.ConflictException):
        sharing.offer(producer, "Shared image", "123456")
