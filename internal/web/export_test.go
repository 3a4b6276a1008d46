package web

// Client is what tests ask for the address behind a request.
var Client = (*Server).client
