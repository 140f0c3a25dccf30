module example/sharing

go 1.19

require github.com/gophercloud/gophercloud v0.12.0
