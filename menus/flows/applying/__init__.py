"""The screens of applying for a service: who may, the form's questions, the answers read back, submitted once."""
