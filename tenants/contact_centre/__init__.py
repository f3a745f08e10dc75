"""The contact centre: writing down what somebody says on the telephone, and looking whether it is there already."""
