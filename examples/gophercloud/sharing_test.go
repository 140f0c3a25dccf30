package sharing

import (
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack"
)

const image = "a96be11e-8536-4910-92cb-de50aa19dfe6"

// connect logs a user in in the project of its name.
func connect(t *testing.T, user string) *gophercloud.ServiceClient {
	t.Helper()
	provider, err := openstack.AuthenticatedClient(gophercloud.AuthOptions{
		IdentityEndpoint: os.Getenv("OS_AUTH_URL"), // image-members-fake run sets it
		Username:         user,
		Password:         user + "-secret",
		DomainName:       "Default",
		Scope:            &gophercloud.AuthScope{ProjectName: user, DomainName: "Default"},
	})
	if err != nil {
		t.Fatal(err)
	}
	cloud, err := openstack.NewImageServiceV2(provider, gophercloud.EndpointOpts{})
	if err != nil {
		t.Fatal(err)
	}
	return cloud
}

// reset lets a test begin with the world as it was at the start.
func reset(t *testing.T) {
	t.Helper()
	url := os.Getenv("IMAGE_MEMBERS_FAKE_URL") + "/_fake/reset"
	response, err := http.Post(url, "application/json", strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
}

func expectWaiting(t *testing.T, cloud *gophercloud.ServiceClient, expected ...string) {
	t.Helper()
	names, err := Waiting(cloud)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(names, append([]string{}, expected...)) {
		t.Errorf("waiting: expected %v, got %v", expected, names)
	}
}

func TestAnOfferWaitsForTheConsumer(t *testing.T) {
	reset(t)
	producer, consumer := connect(t, "producer"), connect(t, "consumer")
	expectWaiting(t, consumer)
	if err := Offer(producer, image, "123456"); err != nil {
		t.Fatal(err)
	}
	expectWaiting(t, consumer, "Shared image")
}

func TestAnOfferMayBeRepeated(t *testing.T) {
	reset(t)
	producer := connect(t, "producer")
	for i := 0; i < 2; i++ {
		if err := Offer(producer, image, "123456"); err != nil {
			t.Fatal(err)
		}
	}
	expectWaiting(t, connect(t, "consumer"), "Shared image")
}

func TestAConsumerCannotShareWhatItDoesNotOwn(t *testing.T) {
	reset(t)
	err := Offer(connect(t, "second-consumer"), image, "123456")
	if _, refused := err.(gophercloud.ErrDefault403); !refused {
		t.Errorf("expected a refusal with 403, got %v", err)
	}
}
