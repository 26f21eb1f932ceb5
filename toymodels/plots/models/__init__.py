"""Pictures of single models: one a file, named for the model's module, with the function ``<module>_figure`` of the model."""
