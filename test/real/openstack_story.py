"""Images as OpenStack's own services use them: openstacksdk's import, Heat's WebImage, Nova's image module, Rally's scenarios.

Called with the name of a story and its arguments; prints what came of it as JSON. Who speaks, and to which cloud, stands
in the environment (OS_*).
"""

import contextlib
import io
import json
import os
import sys
import time

from keystoneauth1 import session
from keystoneauth1.identity import v3

auth = v3.Password(
    os.environ["OS_AUTH_URL"],
    username=os.environ["OS_USERNAME"],
    password=os.environ["OS_PASSWORD"],
    project_name=os.environ["OS_PROJECT_NAME"],
    user_domain_name=os.environ["OS_USER_DOMAIN_NAME"],
    project_domain_name=os.environ["OS_PROJECT_DOMAIN_NAME"],
)


def ended(status, most=20):
    """The first status that is none on the way; imports take a moment on a real cloud."""
    for _ in range(most):
        now = status()
        if now not in ("importing", "uploading"):
            return now
        time.sleep(0.5)
    return now


def sdk(name):
    import openstack

    cloud = openstack.connect()
    form = {"name": name, "disk_format": "raw", "container_format": "bare", "visibility": "shared"}
    image = cloud.image._create_image(**form)
    cloud.image.stage_image(image, data=b"imported by the sdk")
    cloud.image.import_image(cloud.image.get_image(image.id), method="glance-direct")
    status = ended(lambda: cloud.image.get_image(image.id).status)
    again = None
    try:
        cloud.image.import_image(cloud.image.get_image(image.id), method="glance-direct")
    except openstack.exceptions.HttpException as error:
        again = error.status_code
    data = cloud.image.download_image(image.id).content.decode()
    return {"id": image.id, "status": status, "again": again, "data": data}


def heat(name, member, uri):
    import glanceclient
    from heat.engine.resources.openstack.glance import image as resources

    client = glanceclient.Client("2", session=session.Session(auth))

    class Plugin:
        ignore_not_found = contextlib.nullcontext()

    class WebImage(resources.GlanceWebImage):
        """The resource itself; only what the engine gives it is given here."""

        def __init__(self, given):
            self.given, self.created = given, None

        properties = property(lambda self: self.given)
        resource_id = property(lambda self: self.created)

        def resource_id_set(self, image):
            self.created = image

        def client(self, *args, **more):
            return client

        def client_plugin(self, *args, **more):
            return Plugin()

    given = {
        "name": name,
        "id": None,
        "min_disk": 0,
        "min_ram": 0,
        "protected": False,
        "disk_format": "raw",
        "container_format": "bare",
        "location": uri,
        "tags": ["t1"],
        "visibility": "shared",
        "extra_properties": {"hw_x": "y"},
        "active": True,
        "members": [member],
    }
    resource = object.__new__(WebImage)
    resource.given, resource.created = given, None
    active = resource.handle_create()
    image = resource.resource_id
    members = [each.status for each in client.image_members.list(image)]
    tasks = lambda: client.images.get_associated_image_tasks(image)["tasks"][0]["status"]
    for _ in range(20):
        if tasks() != "processing":
            break
        time.sleep(0.5)
    failed = {"complete": resource.check_create_complete(active), "task": tasks()}
    resource.handle_update(None, None, {"tags": ["t2"]})
    shown = client.images.get(image)
    return {
        "id": image,
        "members": members,
        "failed": failed,
        "status": shown.status,
        "tags": list(shown.tags),
        "property": shown.hw_x,
    }


def nova(name):
    from nova import conf, context
    from nova.image import glance

    keystone = session.Session(auth)
    access = auth.get_access(keystone)
    endpoint = keystone.get_endpoint(auth, service_type="image").split("/v2")[0]
    conf.CONF([], project="nova", version="26", default_config_files=[])
    conf.CONF.set_override("api_servers", [endpoint], "glance")
    own = context.RequestContext(
        user_id=access.user_id,
        project_id=access.project_id,
        auth_token=access.auth_token,
        roles=access.role_names,
        service_catalog=[],
    )
    api = glance.API()
    form = {"name": name, "disk_format": "raw", "container_format": "bare", "visibility": "shared"}
    created = api.create(own, {**form, "properties": {"hw_x": "y"}}, data=io.BytesIO(b"snapshot of a server"))
    image = created["id"]
    updated = api.update(own, image, {"name": name, "properties": {"hw_x": "z"}}, purge_props=False)
    listed = [each["id"] for each in api.get_all(own, filters={"name": name})]
    sink = io.BytesIO()
    api.download(own, image, data=sink)
    shown = api.get(own, image)
    api.delete(own, image)
    try:
        gone = api.get(own, image)["status"]
    except Exception as error:
        gone = type(error).__name__
    return {
        "status": shown["status"],
        "size": shown["size"],
        "property": updated["properties"]["hw_x"],
        "listed": listed == [image],
        "data": sink.getvalue().decode(),
        "gone": gone,
    }


def rally(data):
    from rally.common import cfg, opts
    from rally_openstack.common import credential, osclients
    from rally_openstack.task.scenarios.glance import images

    cfg.CONF([], project="rally", default_config_files=[])
    opts.register_options_from_path("rally_openstack.common.cfg.opts:list_opts")
    cfg.CONF.set_override("glance_image_create_prepoll_delay", 0, "openstack")
    clients = osclients.Clients(
        credential.OpenStackCredential(
            auth_url=os.environ["OS_AUTH_URL"],
            username=os.environ["OS_USERNAME"],
            password=os.environ["OS_PASSWORD"],
            tenant_name=os.environ["OS_PROJECT_NAME"],
            user_domain_name=os.environ["OS_USER_DOMAIN_NAME"],
            project_domain_name=os.environ["OS_PROJECT_DOMAIN_NAME"],
            endpoint_type="public",
        )
    )
    passed = []
    task = {"task": {"uuid": "image-members-fake"}, "owner_id": "image-members-fake"}
    for scenario in (
        images.ListImages,
        images.CreateAndListImage,
        images.CreateAndGetImage,
        images.CreateAndDownloadImage,
        images.CreateAndUpdateImage,
        images.CreateAndDeactivateImage,
        images.CreateAndDeleteImage,
    ):
        instance = scenario(task, clients=clients, admin_clients=clients)
        form = {"container_format": "bare", "image_location": data, "disk_format": "raw"}
        if scenario is images.ListImages:
            form = {}
        if scenario is images.CreateAndUpdateImage:
            form["remove_props"] = []
        instance.run(**form)
        passed.append(scenario.__name__)
    own = auth.get_access(session.Session(auth)).project_id
    for image in clients.glance("2").images.list(filters={"owner": own}):
        if (image.name or "").startswith("s_rally_"):
            clients.glance("2").images.delete(image.id)
    return passed


stories = {"sdk": sdk, "heat": heat, "nova": nova, "rally": rally}
print(json.dumps(stories[sys.argv[1]](*sys.argv[2:])))
