// Package sharing shares images between projects.
package sharing

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/imageservice/v2/images"
	"github.com/gophercloud/gophercloud/openstack/imageservice/v2/members"
)

// Offer offers an image to a project. An offer that was made before stays as it is.
func Offer(cloud *gophercloud.ServiceClient, image, project string) error {
	_, err := members.Create(cloud, image, project).Extract()
	if _, exists := err.(gophercloud.ErrDefault409); exists {
		return nil
	}
	return err
}

// Waiting lists the names of the images that wait for the answer of the client's project.
func Waiting(cloud *gophercloud.ServiceClient) ([]string, error) {
	options := images.ListOpts{Visibility: images.ImageVisibilityShared, MemberStatus: images.ImageMemberStatusPending}
	pages, err := images.List(cloud, options).AllPages()
	if err != nil {
		return nil, err
	}
	found, err := images.ExtractImages(pages)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, image := range found {
		names = append(names, image.Name)
	}
	return names, nil
}
