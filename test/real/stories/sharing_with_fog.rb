# Sharing an image with fog-openstack: the whole story, as the producer, two consumers and a stranger.
#
# AUTH_URL is the identity API, PASSWORD_ALPHA and so on are the passwords of the users. Whatever is not as the story
# expects it ends the program with exit code 1 and a sentence.

require 'fog/openstack'

DATA = "cli image data\n".freeze

def expect(what, is, wanted)
  return if is == wanted

  warn "#{what}: expected #{wanted.inspect}, got #{is.inspect}"
  exit 1
end

# The status that a request was refused with; nil if it was granted.
def refusal
  yield
  nil
rescue Excon::Error::HTTPStatus => error
  error.response.status
rescue Fog::OpenStack::Image::NotFound
  404
end

User = Struct.new(:cloud, :project) do
  def finds(image, options = {})
    cloud.images.all(options).map(&:id).include?(image)
  end

  def image(id)
    cloud.images.find_by_id(id)
  end

  def answer(image, member, status)
    cloud.update_image_member(image, 'member_id' => member.project, 'status' => status).body
  end

  def members(image)
    cloud.get_image_members(image).body['members'].map { |each| each.values_at('image_id', 'member_id', 'status') }.sort
  end
end

def login(name)
  options = {
    openstack_auth_url: ENV['AUTH_URL'].delete_suffix('/v3'), openstack_username: name,
    openstack_api_key: ENV["PASSWORD_#{name.upcase}"], openstack_project_name: name,
    openstack_user_domain: 'Default', openstack_project_domain: 'Default', openstack_region: 'RegionOne'
  }
  identity = Fog::OpenStack::Identity.new(**options)
  project = identity.current_tenant['id']
  User.new(Fog::OpenStack::Image.new(options), project)
end

alpha, beta, gamma, delta = %w[alpha beta gamma delta].map { |name| login(name) }

created = alpha.cloud.images.create(name: 'offered', visibility: 'shared', disk_format: 'raw', container_format: 'bare')
image = created.id
expect 'the new image', [created.name, created.status, created.owner], ['offered', 'queued', alpha.project]
created.upload_data(StringIO.new(DATA))
uploaded = alpha.image(image)
expect 'the uploaded image', [uploaded.id, uploaded.status, uploaded.size], [image, 'active', DATA.bytesize]

[beta, gamma].each do |each|
  added = uploaded.add_member(each.project).body
  expect 'the new member', added.values_at('image_id', 'member_id', 'status'), [image, each.project, 'pending']
end
expect('adding a member twice', refusal { uploaded.add_member(beta.project) }, 409)
expect 'the list before the answer', beta.finds(image), false
expect 'the list of what is pending', beta.finds(image, visibility: 'shared', member_status: 'pending'), true
expect 'the owner of a pending image', beta.image(image).owner, alpha.project

expect 'the accepted member', beta.answer(image, beta, 'accepted').values_at('member_id', 'status'), [beta.project, 'accepted']
expect 'the rejected member', gamma.answer(image, gamma, 'rejected').values_at('member_id', 'status'), [gamma.project, 'rejected']
expect 'the list of who accepted', beta.finds(image), true
expect 'the list of who rejected', gamma.finds(image), false
both = [[image, beta.project, 'accepted'], [image, gamma.project, 'rejected']].sort
expect 'the members for the producer', alpha.members(image), both
expect 'the members for a consumer', beta.members(image), [[image, beta.project, 'accepted']]
expect 'the member', uploaded.member(beta.project).values_at('member_id', 'status'), [beta.project, 'accepted']
expect 'the data', beta.cloud.download_image(image, {}), DATA

expect('answering for a consumer', refusal { alpha.answer(image, beta, 'accepted') }, 403)
expect('an unknown status', refusal { beta.answer(image, beta, 'bogus') }, 400)
expect("showing another's membership", refusal { gamma.cloud.get_member_details(image, beta.project) }, 404)
expect('sharing on', refusal { beta.cloud.add_member_to_image(image, delta.project) }, 403)
expect('removing itself', refusal { beta.cloud.remove_member_from_image(image, beta.project) }, 403)
expect "a stranger's look", delta.image(image), nil
expect("a stranger's look at the members", refusal { delta.members(image) }, 404)
expect 'the members after all that', alpha.members(image), both

change = ->(visibility) { alpha.cloud.update_image(image, [{ op: 'replace', path: '/visibility', value: visibility }]) }
expect 'the new visibility', change.call('private').body['visibility'], 'private'
expect 'an image that is private now', beta.image(image), nil
expect('adding a member of a private image', refusal { uploaded.add_member(beta.project) }, 403)
change.call('shared')
uploaded.remove_member(beta.project)
expect('removing it again', refusal { uploaded.remove_member(beta.project) }, 404)
expect 'an image that is taken back', beta.image(image), nil
expect 'the list of who was removed', beta.finds(image), false
expect 'the members that are left', alpha.members(image), [[image, gamma.project, 'rejected']]
uploaded.destroy
expect 'a deleted image', alpha.image(image), nil
