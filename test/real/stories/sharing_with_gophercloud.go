// Sharing an image with Gophercloud: the whole story, as the producer, two consumers and a stranger.
//
// AUTH_URL is the identity API, PASSWORD_ALPHA and so on are the passwords of the users. Whatever is not as the story
// expects it ends the program with exit code 1 and a sentence.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack"
	"github.com/gophercloud/gophercloud/openstack/identity/v3/tokens"
	"github.com/gophercloud/gophercloud/openstack/imageservice/v2/imagedata"
	"github.com/gophercloud/gophercloud/openstack/imageservice/v2/images"
	"github.com/gophercloud/gophercloud/openstack/imageservice/v2/members"
	"github.com/gophercloud/gophercloud/pagination"
)

const data = "cli image data\n"

// A user: its image service, and the id of its project.
type user struct {
	cloud   *gophercloud.ServiceClient
	project string
}

func expect(what string, is interface{}, wanted interface{}) {
	if fmt.Sprint(is) == fmt.Sprint(wanted) {
		return
	}
	fmt.Fprintf(os.Stderr, "%s: expected %v, got %v\n", what, wanted, is)
	os.Exit(1)
}

// The status that a request was refused with; 0 if it was granted.
func refusal(err error) int {
	switch each := err.(type) {
	case nil:
		return 0
	case gophercloud.ErrDefault400:
		return each.Actual
	case gophercloud.ErrDefault403:
		return each.Actual
	case gophercloud.ErrDefault404:
		return each.Actual
	case gophercloud.ErrDefault409:
		return each.Actual
	case gophercloud.ErrUnexpectedResponseCode:
		return each.Actual
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
	return 0
}

func login(name string) user {
	options := gophercloud.AuthOptions{
		IdentityEndpoint: os.Getenv("AUTH_URL"),
		Username:         name,
		Password:         os.Getenv("PASSWORD_" + strings.ToUpper(name)),
		DomainName:       "Default",
		Scope:            &gophercloud.AuthScope{ProjectName: name, DomainName: "Default"},
	}
	provider, err := openstack.AuthenticatedClient(options)
	expect(name+" logs in", err, nil)
	project, err := provider.GetAuthResult().(tokens.CreateResult).ExtractProject()
	expect("the project of "+name, err, nil)
	cloud, err := openstack.NewImageServiceV2(provider, gophercloud.EndpointOpts{Region: "RegionOne"})
	expect("the image service of "+name, err, nil)
	return user{cloud, project.ID}
}

// Whether a user finds an image in a list.
func (who user) finds(image string, options images.ListOpts) bool {
	found := false
	err := images.List(who.cloud, options).EachPage(func(page pagination.Page) (bool, error) {
		all, err := images.ExtractImages(page)
		for _, each := range all {
			found = found || each.ID == image
		}
		return true, err
	})
	expect("listing images", err, nil)
	return found
}

// The members of an image and their statuses, in an order of their own.
func (who user) members(image string) []string {
	page, err := members.List(who.cloud, image).AllPages()
	expect("listing members", err, nil)
	all, err := members.ExtractMembers(page)
	expect("reading members", err, nil)
	texts := []string{}
	for _, each := range all {
		expect("the image of a member", each.ImageID, image)
		texts = append(texts, each.MemberID+" "+each.Status)
	}
	sort.Strings(texts)
	return texts
}

func (who user) answers(image string, member user, status string) (*members.Member, error) {
	return members.Update(who.cloud, image, member.project, members.UpdateOpts{Status: status}).Extract()
}

func (who user) changes(image string, visibility images.ImageVisibility) {
	patch := images.UpdateOpts{images.UpdateVisibility{Visibility: visibility}}
	changed, err := images.Update(who.cloud, image, patch).Extract()
	expect("changing the visibility", err, nil)
	expect("the new visibility", changed.Visibility, visibility)
}

func create(alpha user) string {
	shared := images.ImageVisibilityShared
	created, err := images.Create(alpha.cloud, images.CreateOpts{
		Name: "offered", Visibility: &shared, ContainerFormat: "bare", DiskFormat: "raw",
	}).Extract()
	expect("creating an image", err, nil)
	expect("the new image", []interface{}{created.Name, created.Status, created.Owner, created.Visibility},
		[]interface{}{"offered", "queued", alpha.project, "shared"})
	expect("uploading", imagedata.Upload(alpha.cloud, created.ID, bytes.NewReader([]byte(data))).Err, nil)
	uploaded, err := images.Get(alpha.cloud, created.ID).Extract()
	expect("showing an image", err, nil)
	expect("the uploaded image", []interface{}{uploaded.ID, uploaded.Status, uploaded.SizeBytes},
		[]interface{}{created.ID, "active", len(data)})
	return created.ID
}

func offer(image string, alpha, beta, gamma user) {
	for _, each := range []user{beta, gamma} {
		added, err := members.Create(alpha.cloud, image, each.project).Extract()
		expect("adding a member", err, nil)
		expect("the new member", []string{added.ImageID, added.MemberID, added.Status}, []string{image, each.project, "pending"})
	}
	_, again := members.Create(alpha.cloud, image, beta.project).Extract()
	expect("adding a member twice", refusal(again), 409)
	expect("the list before the answer", beta.finds(image, images.ListOpts{}), false)
	pending := images.ListOpts{Visibility: images.ImageVisibilityShared, MemberStatus: images.ImageMemberStatusPending}
	expect("the list of what is pending", beta.finds(image, pending), true)
	shown, err := images.Get(beta.cloud, image).Extract()
	expect("showing a pending image", err, nil)
	expect("its owner", shown.Owner, alpha.project)
}

func answer(image string, alpha, beta, gamma user) {
	accepted, err := beta.answers(image, beta, "accepted")
	expect("accepting", err, nil)
	expect("the accepted member", []string{accepted.MemberID, accepted.Status}, []string{beta.project, "accepted"})
	rejected, err := gamma.answers(image, gamma, "rejected")
	expect("rejecting", err, nil)
	expect("the rejected member", []string{rejected.MemberID, rejected.Status}, []string{gamma.project, "rejected"})
	expect("the list of who accepted", beta.finds(image, images.ListOpts{}), true)
	expect("the list of who rejected", gamma.finds(image, images.ListOpts{}), false)
	both := []string{beta.project + " accepted", gamma.project + " rejected"}
	sort.Strings(both)
	expect("the members for the producer", alpha.members(image), both)
	expect("the members for a consumer", beta.members(image), both[indexOf(both, beta):indexOf(both, beta)+1])
	got, err := members.Get(alpha.cloud, image, beta.project).Extract()
	expect("showing a member", err, nil)
	expect("the member", []string{got.MemberID, got.Status}, []string{beta.project, "accepted"})
	body, err := imagedata.Download(beta.cloud, image).Extract()
	expect("downloading", err, nil)
	text, err := io.ReadAll(body)
	expect("the data", []interface{}{string(text), err}, []interface{}{data, nil})
}

func indexOf(both []string, who user) int {
	if strings.HasPrefix(both[0], who.project) {
		return 0
	}
	return 1
}

func refuse(image string, alpha, beta, gamma, delta user) {
	_, err := alpha.answers(image, beta, "accepted")
	expect("answering for a consumer", refusal(err), 403)
	_, err = beta.answers(image, beta, "bogus")
	expect("an unknown status", refusal(err), 400)
	_, err = members.Get(gamma.cloud, image, beta.project).Extract()
	expect("showing another's membership", refusal(err), 404)
	_, err = members.Create(beta.cloud, image, delta.project).Extract()
	expect("sharing on", refusal(err), 403)
	expect("removing itself", refusal(members.Delete(beta.cloud, image, beta.project).Err), 403)
	_, err = images.Get(delta.cloud, image).Extract()
	expect("a stranger's look", refusal(err), 404)
	_, err = members.List(delta.cloud, image).AllPages()
	expect("a stranger's look at the members", refusal(err), 404)
	expect("the members after all that", len(alpha.members(image)), 2)
}

func takeBack(image string, alpha, beta user) {
	alpha.changes(image, images.ImageVisibilityPrivate)
	_, err := images.Get(beta.cloud, image).Extract()
	expect("showing an image that is private now", refusal(err), 404)
	_, err = members.Create(alpha.cloud, image, beta.project).Extract()
	expect("adding a member of a private image", refusal(err), 403)
	alpha.changes(image, images.ImageVisibilityShared)
	expect("removing a member", members.Delete(alpha.cloud, image, beta.project).Err, nil)
	expect("removing it again", refusal(members.Delete(alpha.cloud, image, beta.project).Err), 404)
	_, err = images.Get(beta.cloud, image).Extract()
	expect("showing an image that is taken back", refusal(err), 404)
	expect("the list of who was removed", beta.finds(image, images.ListOpts{}), false)
	expect("the members that are left", len(alpha.members(image)), 1)
	expect("deleting the image", images.Delete(alpha.cloud, image).Err, nil)
	_, err = images.Get(alpha.cloud, image).Extract()
	expect("showing a deleted image", refusal(err), 404)
}

func main() {
	alpha, beta, gamma, delta := login("alpha"), login("beta"), login("gamma"), login("delta")
	image := create(alpha)
	offer(image, alpha, beta, gamma)
	answer(image, alpha, beta, gamma)
	refuse(image, alpha, beta, gamma, delta)
	takeBack(image, alpha, beta)
}
